"""The peers of ../shared/bench: what they are, how they are started, and load on them by wrk."""
import hashlib, hmac, http.client, json, os, re, shutil, signal, subprocess, sys, time


def _json(path, body):
    return path, {'Content-Type': 'application/json'}, json.dumps(body)


def _slack():
    body = ('token=x&team_id=T0001&channel_id=C1&channel_name=t&user_id=U1&user_name=S&command=%2Fprice&text=azure'
            '&response_url=https%3A%2F%2Fh&trigger_id=1')
    at = str(int(time.time()))
    mac = hmac.new(b'8f742231b10e8888abcd99yyyzzz85a5', f'v0:{at}:{body}'.encode(), hashlib.sha256).hexdigest()
    return '/slack/events', {'Content-Type': 'application/x-www-form-urlencoded', 'X-Slack-Request-Timestamp': at,
                             'X-Slack-Signature': 'v0=' + mac}, body


def _framework():
    return _json('/api/messages', {
        'type': 'message', 'id': '1', 'timestamp': '2026-11-22T10:00:00.000Z', 'serviceUrl': 'http://127.0.0.1:9',
        'channelId': 'emulator', 'from': {'id': 'U1'}, 'conversation': {'id': 'C1'}, 'recipient': {'id': 'bot'},
        'deliveryMode': 'expectReplies', 'text': 'price azure'})


# name: folder, port, environment, a question
PEERS = {
    'hubot': ('hubot', 19101, {}, lambda: _json('/message', {'user': 'U1', 'room': 'C1', 'id': '0', 'text': 'hubot price azure'})),
    'bolt': ('bolt', 19102, {}, _slack),
    'botframework': ('botframework', 19113, {'HTTPD': 'restify'}, _framework),
    'botkit': ('botkit', 19104, {}, lambda: _json('/api/messages', {'type': 'message', 'user': 'U1', 'channel': 'C1', 'text': 'price azure'})),
    'errbot': ('errbot', 19105, {}, lambda: _json('/desk', {'user': 'U1', 'room': 'C1', 'text': '!price azure'})),
}
RECORDING = 'rec'  # name suffix: SQLite, synchronous=FULL, one transaction per turn, before the answer


def install(source, target):
    """A copy of the peers with their packages; says what is missing, and goes on without."""
    if not os.path.isdir(f'{source}/peers'):
        print(f'peers: {source}/peers is not there (PEERS=PATH run.sh --peers); none is measured', file=sys.stderr)
        return
    shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns('node_modules'))
    subprocess.run(['chmod', '-R', 'u+w', target], check=True)
    for folder in ['node-sqlite'] + [p[0] for p in PEERS.values()]:
        at = f'{target}/peers/{folder}'
        if not os.path.exists(f'{at}/package-lock.json') or os.path.isdir(f'{at}/node_modules'):
            continue
        # better-sqlite3 is compiled by its install script; the others need none.
        scripts = [] if folder == 'node-sqlite' else ['--ignore-scripts']
        done = subprocess.run(['npm', 'ci', '--no-audit', '--no-fund'] + scripts, cwd=at, capture_output=True, text=True)
        if done.returncode != 0:
            shutil.rmtree(f'{at}/node_modules', ignore_errors=True)
            print(f'peers: npm ci in {at}: ' + done.stderr.strip()[-300:], file=sys.stderr)


def missing(bench, name):
    """Why this peer cannot be measured; '' when it can."""
    folder = f'{bench}/peers/{PEERS[name][0]}'
    if not os.path.exists(f'{folder}/start.sh'):
        return f'{folder}/start.sh is not there'
    if name == 'errbot':
        return '' if shutil.which('errbot') else 'errbot is not installed (apt-get install errbot)'
    if not os.path.isdir(f'{folder}/node_modules'):
        return f'{folder}/node_modules is not there (npm ci)'
    return '' if shutil.which('wrk') else 'wrk is not installed (apt-get install wrk)'


def tree(pid):
    found = [pid]
    for each in found:
        try:
            for task in os.listdir(f'/proc/{each}/task'):
                found += [int(n) for n in open(f'/proc/{each}/task/{task}/children').read().split()]
        except OSError:
            pass
    return found


class Peer:
    """One peer, recording or not. `shift` moves its port, for a second one beside it."""

    def __init__(self, bench, name, recording, folder, shift=0):
        directory, port, self.environment, self.question = PEERS[name]
        self.bench, self.name, self.recording = bench, name + (' ' + RECORDING if recording else ''), recording
        self.directory = f'{bench}/peers/{directory}'
        self.port = port + (50 if recording else 0) + shift
        self.database = f'{folder}/{name}-{self.port}.db'
        self.log = f'{folder}/{name}-{self.port}.log'

    def start(self):
        """Seconds to the first correct answer."""
        environment = dict(os.environ, PORT=str(self.port), PERSIST='one' if self.recording else 'none',
                           REC_DB=self.database, **self.environment)
        if self.is_answering():
            raise RuntimeError(f'port {self.port} is taken')
        with open(self.log, 'w') as log:
            began = time.perf_counter()
            self.process = subprocess.Popen([f'{self.directory}/start.sh'], env=environment, stdout=log, stderr=log)
        while time.perf_counter() - began < 60 and self.process.poll() is None:
            if self.is_answering():
                return time.perf_counter() - began
            time.sleep(0.001)
        self.end()
        raise RuntimeError(f'{self.name}: no answer: ' + open(self.log).read()[-500:])

    def is_answering(self):
        path, headers, body = self.question()
        try:
            connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=10)
            connection.request('POST', path, body, headers)
            answer = connection.getresponse()
            said = answer.read()
            connection.close()
        except (OSError, http.client.HTTPException):
            return False
        return answer.status == 200 and b'in stock' in said

    def load(self, connections, seconds):
        """per_second and microseconds, as desk_load gives them."""
        done = subprocess.run(
            ['wrk', '-t1', f'-c{connections}', f'-d{seconds}s', '--timeout', '10s', '--latency', '-s', f'{self.directory}/wrk.lua',
             f'http://127.0.0.1:{self.port}/'],
            capture_output=True, text=True, env=dict(os.environ, DESK_LIB=f'{self.bench}/lib'))
        found = re.search(r'JSON (\{.*\})', done.stdout)
        if not found:
            raise RuntimeError(f'wrk on {self.name}: {done.stdout}{done.stderr}')
        figures = json.loads(found.group(1))
        return {'per_second': figures['rps'], 'done': figures['requests'], 'p50_us': figures['p50'], 'p99_us': figures['p99'],
                'broken': figures['err_status'] + figures['err_read'] + figures['err_timeout']}

    def tell(self, signal_number):
        for pid in reversed(tree(self.process.pid)):
            try:
                os.kill(pid, signal_number)
            except OSError:
                pass

    def stand_still(self, still):
        """While something else is measured: at rest a peer collects garbage for seconds."""
        self.tell(signal.SIGSTOP if still else signal.SIGCONT)

    def end(self):
        self.tell(signal.SIGTERM)
        self.stand_still(False)
        try:
            self.process.wait(8)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
