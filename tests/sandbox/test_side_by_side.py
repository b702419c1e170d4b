"""Many at once: each job, task, user and harvest is made once, and every state is a true one."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from pixel_sandbox.samples import make_jpeg

AT_ONCE = 12


@pytest.fixture
def together(boss):
    """Sends the same request many times at once; answers them by status."""

    def send(method, path, **arguments):
        with ThreadPoolExecutor(AT_ONCE) as pool:
            asked = [
                pool.submit(boss.api.request, method, path, **arguments) for _ in range(AT_ONCE)
            ]
            answers = [each.result() for each in asked]
        by_status = {}
        for answer in answers:
            by_status.setdefault(answer.status_code, []).append(answer)
        return by_status

    return send


def test_an_address_is_given_to_one_user(boss, together):
    body = {
        "first_name": "",
        "last_name": "",
        "email": "many@example.com",
        "password": "p",
        "enabled": True,
        "user_type": "viewer",
    }
    answers = together("POST", "/users/oidc/", json=body)
    assert {status: len(found) for status, found in answers.items()} == {201: 1, 409: AT_ONCE - 1}
    [made] = answers[201]
    path = f"/users/oidc/{made.json()['id']}/"
    assert set(together("PUT", path, json={"password": "q"})) == {200}
    assert boss.sign_in("many@example.com", "q").status_code == 200


def test_a_service_is_started_and_stopped_by_one_job_each(boss, together):
    layer = {
        "enable_oriented_imagery": False,
        "enable_images_as_attachments": False,
        "image_processed_type": "blurred",
    }
    body = {
        "name": "s",
        "description": "",
        "data_collection_ids": [int(boss.collection("image").rsplit("/", 1)[1])],
        "options": {"feature_service_options": {"image_layer": layer}},
    }
    path = (
        f"/arcgis_services/Feature/{boss.ok('POST', '/arcgis_services/Feature/', json=body)['id']}"
    )
    seen = []
    for what, end in [("start", "started"), ("stop", "stopped"), ("start", "started")]:
        answers = together("PUT", f"{path}/{what}")
        assert set(answers) == {200}
        jobs = {each.json()["job"]["job_id"] for each in answers[200] if each.json()["job"]}
        assert len(jobs) == 1
        [job] = jobs
        assert boss.wait(f"/jobs/{job}")["status"] == "completed"
        assert boss.ok("GET", path)["status"] == end
        seen.append(job)
    assert len(set(seen)) == 3
    assert {200, 404} >= set(together("DELETE", path)) >= {404}


def test_a_harvest_runs_once(boss, together):
    body = {
        "name": "h",
        "description": "",
        "url": "http://127.0.0.1:9/layer",
        "auth": {},
        "field_mappings": {},
        "where_clause": "1=1",
    }
    services = f"{boss.collection('image')}/harvest_services/"
    path = f"{services}{boss.ok('POST', services, json=body)['id']}"
    answers = together("POST", f"{path}/start")
    started = {each.json()["task"]["id"] for each in answers.pop(200)}
    assert set(answers) <= {409}
    tasks = boss.ok("GET", f"{path}/")
    # One that ended at once makes room for the next.
    assert {task["id"] for task in tasks} == started
    running = [task for task in tasks if task["status"] in {"pending", "in_progress"}]
    assert len(running) <= 1


def test_a_task_is_run_once_and_revoked_once(boss, together):
    service = {"name": "a", "module_name": "image_gaps", "enabled": True, "config": {}}
    path = f"/analysis/services/{boss.ok('POST', '/analysis/services/', json=service)['id']}"
    body = {"params": {"data_collection_id": int(boss.collection("image").rsplit("/", 1)[1])}}
    tasks = [boss.ok("POST", f"{path}/tasks/", json=body)["id"] for _ in range(2)]
    answers = together("POST", f"{path}/tasks/{tasks[0]}/run")
    assert {status: len(found) for status, found in answers.items()} == {200: 1, 409: AT_ONCE - 1}
    answers = together("POST", f"{path}/tasks/{tasks[1]}/revoke")
    assert {status: len(found) for status, found in answers.items()} == {200: 1, 409: AT_ONCE - 1}


def test_an_attachment_is_deleted_once_while_others_complete_it(boss, together, tmp_path):
    data = make_jpeg(tmp_path / "a.jpg").read_bytes()
    where = {"resource_type": "project", "resource_id": boss.project()["id"]}
    files = {"files": [{"name": "a.jpg", "description": "", "md5": boss.md5(data)}]}
    [made] = boss.ok("POST", "/attachments/", params=where, json=files)
    form = made["upload_file_params"]
    sent = boss.http.post(form["url"], data=form["fields"], files={"file": data})
    assert sent.status_code == 204
    params = where | {"attachment_id": made["id"]}
    done = together("PUT", "/attachments/update", params=params | {"status": "Completed"})
    assert set(done) == {200}
    answers = together("DELETE", "/attachments/", params=params)
    assert {status: len(found) for status, found in answers.items()} == {200: 1, 404: AT_ONCE - 1}
    assert boss.ok("GET", "/attachments/", params=where) == []
