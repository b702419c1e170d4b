"""Cassettes: requests and answers recorded once, and played in their place by the tests.

::

    bodies      how a body is shown           secrets    what is never written
    tape        vcrpy: match, record, play    stand_ins  ids, dates, hosts, tokens -> fixed ones
    interaction one request and its answer    document   the YAML file
    scenario    what is recorded              caller     one call, either client
    guard       touches only what it made     session    the whole of a recording
"""
