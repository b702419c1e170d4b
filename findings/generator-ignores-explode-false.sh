#!/usr/bin/env bash
# openapi-python-client 0.29.1, httpx 0.28.1.
#
# Assumed: a query parameter with `style: form, explode: false` is sent as the contract says, as one
# value with commas: ids=1,2.
# What happens: the generator takes `explode: false` without a warning and hands a list to httpx,
# which repeats the parameter, as with `explode: true`. A service that reads `ids` once takes the
# first or the last id only.
#
# Seen:
#   explode: true   ids=1&ids=2
#   explode: false  ids=1&ids=2
set -euo pipefail

seen='explode: true   ids=1&ids=2
explode: false  ids=1&ids=2'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check \
    openapi-python-client==0.29.1 httpx==0.28.1 ruff==0.14.0

for explode in true false; do
    cat > openapi.yaml <<END
openapi: 3.0.3
info: {title: Images, version: "1"}
paths:
  /images:
    get:
      operationId: list_images
      parameters:
        - name: ids
          in: query
          style: form
          explode: $explode
          schema: {type: array, items: {type: integer}}
      responses:
        "200": {description: The images}
END
    PATH="$work/venv/bin:$PATH" openapi-python-client generate --path openapi.yaml \
        --meta none --output-path "made_$explode" --fail-on-warning > generated.txt 2>&1 ||
        { cat generated.txt; exit 2; }
done

cat > show.py <<'END'
import importlib

import httpx

for explode in ("true", "false"):
    module = importlib.import_module(f"made_{explode}.api.default.list_images")
    request = module._get_kwargs(ids=[1, 2])
    url = httpx.URL("https://example.org" + request["url"], params=request["params"])
    print(f"explode: {explode:<6} {url.query.decode()}")
END
now=$(venv/bin/python show.py)

printf 'Seen before:\n%s\n\nSeen now:\n%s\n' "$seen" "$now"
[ "$now" = "$seen" ]
