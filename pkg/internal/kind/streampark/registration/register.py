"""Registers Flink homes and remote Flink clusters in StreamPark 2.1.2 to 2.1.6.

A Kubernetes Job runs it as: register.py registration.json. It needs Python 3.9 and no other package, takes
STREAMPARK_URL, STREAMPARK_PASSWORD and, for another user than admin, STREAMPARK_USERNAME from the environment, and
writes nothing to disk.

It deletes nothing, and what is as wanted is left alone, so it may be stopped at any time and run again. An entry that
cannot be registered does not hold up the others; the exit status is then 1.
"""

import http.client
import json
import os
import signal
import sys
import time
import types
import urllib.parse

REMOTE = 1  # StreamPark's number of the execution mode of a cluster that it did not start itself
LARGEST_ANSWER = 32 << 20
KINDS = {"flinkHomes": ("name", "path"), "clusters": ("name", "address", "flinkHome", "description")}


class Failure(Exception):
    """Ends the run."""


class Unavailable(Failure):
    """No answer of StreamPark's own: it is starting, or gone, or something else answered."""


class Refusal(Failure):
    """One entry cannot be registered; the others can."""


def clean(text):
    """Keeps what others wrote from breaking the lines of the log."""
    return "".join(c if c.isprintable() else "?" for c in str(text))


def say(text, stream=None):
    print(clean(text), file=stream or sys.stdout, flush=True)


def valid_address(address):
    """StreamPark takes host and port alone from an address, and -1 where the port is not written."""
    try:
        url = urllib.parse.urlsplit(address)
        whole = f"{url.scheme}://{url.netloc}" == address and "@" not in address and " " not in address
        return bool(url.scheme in ("http", "https") and url.hostname and url.port and whole)
    except ValueError:
        return False


# What a field must be. The widths are those of StreamPark's tables: a lenient database cuts a longer value silently.
RULES = {
    "name": (lambda v: 0 < len(v) <= 128 and v == clean(v).strip(), "1 to 128 printable characters"),
    "path": (lambda v: len(v) <= 255 and v == clean(v) and v.startswith("/"), "an absolute path of at most 255 characters"),
    "address": (lambda v: len(v) <= 150 and v == clean(v) and valid_address(v), "http://HOST:PORT without a path"),
    "flinkHome": (lambda v: True, "the name of one of flinkHomes"),
    "description": (lambda v: len(v) <= 255, "at most 255 characters"),
}


def load(path):
    """Reads the wanted state; all its errors are reported at once."""
    try:
        with open(path, encoding="utf-8") as file:
            state = json.load(file)
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise Failure(f"{path}: must be JSON in UTF-8: {error}") from None
    if not isinstance(state, dict) or set(state) != set(KINDS) or not all(isinstance(v, list) for v in state.values()):
        raise Failure(f"{path}: must be an object with the lists {' and '.join(KINDS)}, and no other field")
    errors, names = [], {kind: [] for kind in KINDS}
    for kind, fields in KINDS.items():
        for i, entry in enumerate(state[kind]):
            if not isinstance(entry, dict) or set(entry) != set(fields):
                errors.append(f"{kind}[{i}] must be an object with the fields {', '.join(fields)}, and no other")
                continue
            for field in fields:
                value, (rule, words) = entry[field], RULES[field]
                if not isinstance(value, str) or not rule(value):
                    errors.append(f"{kind}[{i}].{field} must be {words}, not {value!r}")
                elif field == "name" and value in names[kind]:
                    errors.append(f"{kind}[{i}].name must be unique, not {value!r} again")
                elif field == "flinkHome" and value not in names["flinkHomes"]:
                    errors.append(f"{kind}[{i}].flinkHome must be {words}, not {value!r}")
            names[kind].append(entry["name"])
    if errors:
        raise Failure("\n".join(f"{path}: {error}" for error in errors))
    return state


def number(name, default):
    text = os.environ.get(name, default)
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1e6:
        raise Failure(f"{name} must be a number of seconds, not {text!r}")
    return value


def open_console():
    """Reads where StreamPark is and who signs in; connects to nothing yet."""
    missing = [n for n in ("STREAMPARK_URL", "STREAMPARK_PASSWORD") if not os.environ.get(n)]
    if missing:
        raise Failure(f"{', '.join(missing)} must be set")
    address = os.environ["STREAMPARK_URL"]
    if not valid_address(address) or address != clean(address):
        raise Failure("STREAMPARK_URL must be like http://console:10000: with a port, and no path or credentials")
    url = urllib.parse.urlsplit(address)
    return types.SimpleNamespace(
        # No proxy and no redirection: the password goes to this host and no other.
        connect=http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection,
        address=address, host=url.hostname, port=url.port, token=None,
        username=os.environ.get("STREAMPARK_USERNAME") or "admin", password=os.environ["STREAMPARK_PASSWORD"],
        wait=number("WAIT_SECONDS", "600"), interval=number("WAIT_INTERVAL", "5"),
        timeout=number("REQUEST_SECONDS", "60"))


def exchange(console, method, path, fields=None, timeout=None):
    """One request: status and body of whatever answered."""
    body, headers = None, {}
    if fields is not None:
        body = urllib.parse.urlencode(fields, errors="surrogateescape")
        headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
    if console.token:
        headers["Authorization"] = console.token
    connection = console.connect(console.host, console.port, timeout=timeout or console.timeout)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read(LARGEST_ANSWER)
    except (OSError, UnicodeError, http.client.HTTPException) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise Unavailable(f"{method} {path}: {reason}") from None
    finally:
        connection.close()


def ask(console, path, fields, timeout=None):
    """One POST; StreamPark's answer, with code and message always there."""
    status, body = exchange(console, "POST", path, fields, timeout)
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        if status not in (401, 403):
            raise Unavailable(f"POST {path}: HTTP {status} and not the JSON of StreamPark")
        answer = {}
    # A successful sign-in has no code, nor have answers of the web server below StreamPark.
    code = str(answer.get("code", status))
    answer["code"] = str(status) if code == "200" and status != 200 else code
    # StreamPark puts whole stack traces into messages, and may repeat what it was sent.
    message = str(answer.get("message") or answer.get("error") or "no message")
    for secret in (console.password, urllib.parse.quote_plus(console.password, errors="surrogateescape"), console.token):
        message = message.replace(secret, "***") if secret else message
    answer["message"] = message.strip().split("\n")[0][:300]
    return answer


def start(console):
    """Waits until StreamPark is ready, and signs in: a token lives no longer than the process that gave it."""
    deadline = time.monotonic() + console.wait
    console.token, problem = None, ""
    while True:
        timeout = min(console.timeout, max(deadline - time.monotonic(), 1))
        try:
            status, _ = exchange(console, "GET", "/", timeout=timeout)
            if status != 200:
                raise Unavailable(f"GET /: HTTP {status}")
            return sign_in(console, timeout)
        except Unavailable as error:
            if not problem:
                say(f"waiting for StreamPark at {console.address}: {error}")
            problem = str(error)
        if time.monotonic() + console.interval > deadline:
            raise Failure(f"StreamPark at {console.address} was not ready within {console.wait:g} s: {problem}")
        time.sleep(console.interval)


def sign_in(console, timeout):
    fields = {"username": console.username, "password": console.password, "loginType": "PASSWORD"}
    answer = ask(console, "/passport/signin", fields, timeout)
    data = answer.get("data")
    token = data.get("token") if isinstance(data, dict) else None
    if answer["code"] == "200" and isinstance(token, str) and token.isascii() and token.isprintable() and token:
        console.token = token
        return
    user = f"StreamPark user {console.username}"
    if answer["code"] == "0":
        raise Failure(f"{user}: user name or password is wrong")
    if answer["code"] == "1":
        raise Failure(f"{user} is locked")
    if answer["code"] == "403":
        raise Failure(f"{user} has no team, or several and none chosen: add a team, or sign in with a browser and choose one")
    problem = f"POST /passport/signin: code {answer['code']}: {answer['message']}"
    if answer["code"] == "200":
        problem = "POST /passport/signin: no token in the answer"
    elif answer["code"] == "500":
        raise Unavailable(problem)  # such as a database that is not there yet
    raise Failure(problem)


def post(console, path, fields):
    """The data of StreamPark's answer."""
    answer = ask(console, path, fields)
    if answer["code"] == "401":
        start(console)
        answer = ask(console, path, fields)
    if answer["code"] == "401":
        raise Failure(f"POST {path}: code 401 right after signing in: {answer['message']}")
    if answer["code"] == "403":
        raise Refusal(f"POST {path}: code 403: StreamPark user {console.username} is not allowed to")
    if answer["code"] != "200":
        raise Refusal(f"POST {path}: code {answer['code']}: {answer['message']}")
    return answer.get("data")


def rows(console, path, name):
    data = post(console, path, {})
    if not isinstance(data, list) or not all(isinstance(row, dict) and {"id", name} <= set(row) for row in data):
        raise Failure(f"POST {path}: the answer must list objects with id and {name}")
    return data


def register_home(console, home, envs, clusters):
    """Returns what was done. StreamPark changes no Flink home that a cluster or a job uses, not even its name."""
    fields = {"flinkName": home["name"], "flinkHome": home["path"]}
    env = next((env for env in envs if env["flinkName"] == home["name"]), None)
    if env is None:
        check_home(console, fields)
        post(console, "/flink/env/create", fields)
        return "created"
    registered = str(env.get("flinkHome"))
    if registered.rstrip("/") == home["path"].rstrip("/"):
        return "kept"
    users = [c["clusterName"] for c in clusters if str(c.get("versionId")) == str(env["id"])]
    if users:
        raise Refusal(f"is at {registered} in StreamPark, must be at {home['path']}, and StreamPark moves no Flink home "
                      f"that a cluster uses: {', '.join(users)}. By hand: give the new path a name of its own")
    fields["id"] = env["id"]
    if env.get("description") is not None:
        fields["description"] = env["description"]
    check_home(console, fields)
    post(console, "/flink/env/update", fields)
    return f"moved from {registered} to {home['path']}"


def check_home(console, fields):
    answer = str(post(console, "/flink/env/check", fields))
    problems = {
        "1": "another Flink home has this name; StreamPark's database may compare names without regard to case",
        "2": f"{fields['flinkHome']}/lib in StreamPark's pod holds more than one flink-dist jar",
        "-1": f"{fields['flinkHome']}/lib is no folder in StreamPark's pod",
    }
    if answer != "0":
        raise Refusal(problems.get(answer, f"POST /flink/env/check: unknown answer {answer[:80]}"))


def register_cluster(console, cluster, envs, clusters):
    """Returns what was done."""
    env = next((env for env in envs if env["flinkName"] == cluster["flinkHome"]), None)
    if env is None:
        raise Refusal(f"its Flink home {cluster['flinkHome']} is not registered")
    found = [c for c in clusters if c["clusterName"] == cluster["name"]]
    if len(found) > 1:
        raise Refusal(f"StreamPark has {len(found)} clusters of this name; rename or delete all but one by hand")
    fields = {"clusterName": cluster["name"], "executionMode": REMOTE, "versionId": env["id"],
              "address": cluster["address"], "description": cluster["description"]}
    if not found:
        check_cluster(console, fields)
        if post(console, "/flink/cluster/create", fields) is False:
            raise Refusal("StreamPark did not save it")
        return "created"
    row, done = found[0], "kept"
    if str(row.get("executionMode")) != str(REMOTE):
        raise Refusal(f"StreamPark has a cluster of this name with execution mode {row.get('executionMode')}, and not a "
                      "remote one (1). By hand: rename or delete it in StreamPark, or give the session another name")
    if row.get("address") != cluster["address"] or (row.get("description") or "") != cluster["description"]:
        fields.update({"id": row["id"], "versionId": row.get("versionId")})
        if row.get("alertId") is not None:
            fields["alertId"] = row["alertId"]
        check_cluster(console, fields)
        post(console, "/flink/cluster/update", fields)
        done = "updated"
    if str(row.get("versionId")) != str(env["id"]):
        old = next((e["flinkName"] for e in envs if str(e["id"]) == str(row.get("versionId"))), row.get("versionId"))
        raise Refusal(f"{done}, but with Flink home {old}; it must be {cluster['flinkHome']}, and StreamPark gives a "
                      "remote cluster no other one. By hand: set that Flink version in the jobs of the cluster; then set "
                      f"version_id to {env['id']} in table t_flink_cluster where id is {row['id']}, or move its jobs to "
                      "another cluster, delete this one in StreamPark and run this again")
    return done


def check_cluster(console, fields):
    answer = post(console, "/flink/cluster/check", fields)
    status = str(answer.get("status") if isinstance(answer, dict) else answer)
    if status == "3":
        say(f"cluster {fields['clusterName']}: notice: StreamPark does not reach {fields['address']} now")
    elif status != "0":
        problems = {"1": "another cluster has this name", "2": "another cluster has this cluster id",
                    "4": "StreamPark takes it for a cluster on YARN that it does not reach"}
        raise Refusal(problems.get(status, f"POST /flink/cluster/check: unknown answer {status[:80]}"))


def attempt(what, refusals, action, *arguments):
    try:
        say(f"{what}: {action(*arguments)}")
    except Refusal as refusal:
        refusals.append(f"{what}: {refusal}")


def main(arguments):
    if len(arguments) != 1:
        raise Failure("usage: register.py registration.json")
    state, console = load(arguments[0]), open_console()
    start(console)
    envs, clusters = rows(console, "/flink/env/list", "flinkName"), rows(console, "/flink/cluster/list", "clusterName")
    refusals = []
    for home in state["flinkHomes"]:
        attempt(f"Flink home {home['name']}", refusals, register_home, console, home, envs, clusters)
    if not {home["name"] for home in state["flinkHomes"]} <= {env["flinkName"] for env in envs}:
        envs = rows(console, "/flink/env/list", "flinkName")  # an answer to create has no id
    for cluster in state["clusters"]:
        attempt(f"cluster {cluster['name']}", refusals, register_cluster, console, cluster, envs, clusters)
    if refusals:
        raise Failure("\n".join(refusals))


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # as process 1 of a container it would be ignored
    sys.stdout.reconfigure(errors="backslashreplace")  # whatever the locale, as stderr has it
    try:
        main(sys.argv[1:])
    except Failure as failure:
        for line in str(failure).splitlines():
            say(f"error: {line}", sys.stderr)
        sys.exit(1)
