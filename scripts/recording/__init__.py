"""Cassettes: requests and answers recorded once, and played in their place by the tests.

::

    scenario    what is recorded              caller     one call, either client
    session     the whole of a recording      places     a sandbox, or a tenant
    tape        vcrpy: match, record, play    guard      touches only what was made here
    interaction one request and its answer    bodies     how a body is shown
    stand_ins   ids, dates, hosts, tokens     paths      which ids a request names, and of what
    tidy        what depends on speed         secrets    what is never written
    known       what a tenant may say         words      names of the tenant and its user
    readings    percent, base64, escapes      ledger     what is to be removed, in a file
    document    the YAML file
"""
