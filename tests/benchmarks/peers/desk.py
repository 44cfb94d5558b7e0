"""The desk under measurement: a release build in a folder of its own, ended by its pid."""
import http.client, json, os, shutil, signal, subprocess, time

SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'  # made up, for loopback
PORT, ADMIN_PORT, REPLY_PORT = 18180, 18181, 18188
SAMPLE = os.path.join(os.path.dirname(__file__), '../../../bot/sample/desk')

SERVER = f'''[server]
listen = "127.0.0.1:{PORT}"
admin_listen = "127.0.0.1:{ADMIN_PORT}"
[api]
token = "benchmark"
[limits]
workers = 64
backlog = 1000000
requests_per_connection = 1000000
'''
ADAPTER = f'''[adapters.helpdesk]
type = "webhook"
secret = "{SECRET}"
allow_private = true
reply_url = "http://127.0.0.1:{REPLY_PORT}/replies"
'''
ECHO = '[plugins.echo]\nfile = "echo.so"\n'
# Those of the sample desk, without addresses of vendors, and echo.
FIVE = ECHO + '''[directory]
file = "customers.toml"
[plugins.health]
[plugins.incidents]
[plugins.service_requests]
settings = { seed_file = "requests.json", sla = "sla.toml", calendars = "calendars.toml" }
[plugins.support_prices]
settings = { catalogue = "prices.toml", calendars = "calendars.toml" }
'''


class Desk:
    """`with Desk(program, folder) as desk:` starts it and waits for its first answer."""

    def __init__(self, program, folder, plugins=ECHO, limits='', cores=None, keep=False, log_level='error'):
        self.program, self.folder, self.plugins, self.limits = program, folder, plugins, limits
        self.cores, self.keep, self.log_level = cores, keep, log_level
        self.started = None  # seconds to the first answer

    def __enter__(self):
        if not self.keep:
            shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(SAMPLE, self.folder, dirs_exist_ok=True)
        with open(f'{self.folder}/desk.toml', 'w') as file:
            file.write(SERVER + self.limits + ADAPTER + f'[log]\nlevel = "{self.log_level}"\n' + self.plugins)
        words = [self.program, 'serve', '--config', f'{self.folder}/desk.toml']
        words = (['taskset', '-c', self.cores] if self.cores else []) + words
        self.log = open(f'{self.folder}/log', 'w')
        began = time.perf_counter()
        self.process = subprocess.Popen(words, stdout=self.log, stderr=self.log)
        try:
            self.wait_for_answer(began)
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(self, *_):
        self.end()

    def wait_for_answer(self, began):
        while time.perf_counter() - began < 120:
            if self.ask('/price premium 40') is not None:
                self.started = time.perf_counter() - began
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.001)
        raise RuntimeError(f'{self.program} gave no answer: ' + open(f'{self.folder}/log').read()[-1000:])

    def wait_until_checked(self, longest=600):
        """A large database is read for damage beside the running desk (decision 0010); needs log_level info."""
        end = time.monotonic() + longest
        while 'storage.checked' not in open(f'{self.folder}/log').read() and time.monotonic() < end:
            time.sleep(0.2)

    def ask(self, text):
        """The answer's body, or None."""
        body = json.dumps({'conversation': 'first', 'sender': {'id': 'u-first'}, 'text': text})
        try:
            connection = http.client.HTTPConnection('127.0.0.1', PORT, timeout=60)
            connection.request('POST', '/api/v1/ask', body, {'Authorization': 'Bearer benchmark', 'Content-Type': 'application/json'})
            answer = connection.getresponse()
            said = answer.read()
            connection.close()
        except (OSError, http.client.HTTPException):
            return None
        return said if answer.status == 200 else None

    def end(self, longest=15):
        """Ends it in order, so that its files are complete; kills it (by pid) when that takes too long."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(longest)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()

    def bytes_on_disk(self):
        names = ('desk.db', 'desk.db-wal')
        return sum(os.path.getsize(f'{self.folder}/{n}') for n in names if os.path.exists(f'{self.folder}/{n}'))
