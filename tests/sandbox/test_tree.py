"""Projects and data collections against a model of them, through whatever happens in a row."""

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.sandbox.conftest import AREA

EXAMPLES = int(os.environ.get("PIXEL_CONTRACT_EXAMPLES", "2"))
STEPS = 25  # no more projects than a page of the sandbox holds
# Which of those there are, and now and then one that there is not.
which = st.integers(0, STEPS + 1)
TAGS = st.lists(st.sampled_from(["a", "b", "Æ", "c d"]), max_size=3)
NOWHERE = 10**9
seldom = st.integers(0, 4).map(lambda number: number == 3)


class Tree(RuleBasedStateMachine):
    """What was done so far, as the sandbox should have it.

    `parents` says what lies in what, `gone` with which deletion something went.
    """

    pilot = None

    def __init__(self):
        super().__init__()
        self.parents, self.gone, self.tags = {}, {}, {}
        self.collections, self.gone_collections = {}, set()

    def pick(self, number, known):
        known = list(known)
        return known[number % len(known)] if known and number <= STEPS else NOWHERE

    def alive(self, project):
        return project in self.parents and project not in self.gone

    def below(self, project):
        inside = [each for each, parent in self.parents.items() if parent == project]
        return inside + [each for child in inside for each in self.below(child)]

    def ask(self, status, method, path, **arguments):
        answer = self.pilot.api.request(method, path, **arguments)
        assert answer.status_code == status, f"{method} {path}: {answer.text}"
        return answer.json()

    @initialize()
    def begin(self):
        for level in range(4):
            self.create(level - 1, level == 0, ["a"])

    @rule(under=which, at_root=seldom, tags=TAGS)
    def create(self, under, at_root, tags):
        parent = None if at_root else self.pick(under, self.parents)
        there = at_root or self.alive(parent)
        body = {"name": "n", "description": "", "area_of_interest": AREA, "tags": tags}
        body |= {} if at_root else {"parent_project_id": parent}
        made = self.ask(201 if there else 404, "POST", "/projects/", json=body)
        if there:
            self.parents[made["id"]] = parent
            self.tags[made["id"]] = list(dict.fromkeys(tags))

    @rule(one=which)
    def delete(self, one):
        project = self.pick(one, self.parents)
        there = self.alive(project)
        self.ask(200 if there else 404, "DELETE", f"/projects/{project}")
        if there:
            for each in [project, *self.below(project)]:
                self.gone.setdefault(each, project)

    @rule(one=which)
    def restore(self, one):
        project = self.pick(one, self.parents)
        inside_gone = self.parents.get(project) in self.gone
        status = 404 if project not in self.gone else 409 if inside_gone else 200
        self.ask(status, "POST", f"/projects/{project}/restore")
        if status == 200:
            self.gone = {each: with_ for each, with_ in self.gone.items() if with_ != project}

    @rule(one=which, goal=which, to_root=seldom)
    def move(self, one, goal, to_root):
        project = self.pick(one, self.parents)
        parent = -1 if to_root else self.pick(goal, self.parents)
        status = 200
        if not self.alive(project) or not (to_root or self.alive(parent)):
            status = 404
        elif parent in {project, *self.below(project)}:
            status = 409
        params = {"new_parent_id": parent}
        moved = self.ask(status, "PUT", f"/projects/{project}/move", params=params)
        if status == 200:
            self.parents[project] = moved["parent_project_id"]
            assert moved["parent_project_id"] == (None if to_root else parent)

    @rule(one=which, add=TAGS, remove=TAGS)
    def change_tags(self, one, add, remove):
        project = self.pick(one, self.parents)
        there = self.alive(project)
        body = {"add_tags": add, "remove_tags": remove}
        self.ask(200 if there else 404, "PUT", f"/projects/{project}", json=body)
        if there:
            both = dict.fromkeys([*self.tags[project], *add])
            self.tags[project] = [tag for tag in both if tag not in remove]

    @rule(inside=which)
    def create_collection(self, inside):
        project = self.pick(inside, self.parents)
        there = self.alive(project)
        body = {"name": "n", "description": "", "data_collection_type": "image"}
        path = f"/projects/{project}/data_collections/"
        made = self.ask(201 if there else 404, "POST", path, json=body)
        if there:
            self.collections[made["id"]] = project

    @rule(one=which, goal=which, what=st.sampled_from(["delete", "restore", "move"]))
    def change_collection(self, one, goal, what):
        number = self.pick(one, self.collections)
        project, target = self.collections.get(number, NOWHERE), self.pick(goal, self.parents)
        is_gone = number in self.gone_collections
        there = self.alive(project) and is_gone == (what == "restore")
        there = there and (what != "move" or self.alive(target))
        path = f"/projects/{project}/data_collections/{number}"
        method = {"delete": "DELETE", "restore": "POST", "move": "PUT"}[what]
        path += "" if what == "delete" else f"/{what}"
        params = {"new_project_id": target} if what == "move" else {}
        self.ask(200 if there else 404, method, path, params=params)
        if there and what == "move":
            self.collections[number] = target
        elif there:
            self.gone_collections ^= {number}

    @invariant()
    def lists_show_what_is_there(self):
        if not self.parents:
            return
        params = {"ids": ",".join(map(str, self.parents)), "limit": 30, "extended": "true"}
        listed = {each["id"]: each for each in self.ask(200, "GET", "/projects/", params=params)}
        deleted = self.ask(200, "GET", "/projects/deleted", params=params)
        assert {each["id"] for each in deleted} == set(self.gone)
        assert set(listed) == set(self.parents) - set(self.gone)
        for number, project in listed.items():
            assert project["parent_project_id"] == self.parents[number]
            assert project["tags"] == self.tags[number]
            children = {each for each in listed if self.parents[each] == number}
            assert {each["id"] for each in project["projects"]} == children
            inside = {each for each, where in self.collections.items() if where == number}
            shown = {each["id"] for each in project["data_collections"]}
            assert shown == inside - self.gone_collections


def test_whatever_happens_in_a_row(pilot):
    class Of(Tree):
        pass

    Of.pilot = pilot
    chosen = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Of, settings=chosen)
