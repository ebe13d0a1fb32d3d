"""An nginx of the bench's own on free loopback ports, plain and TLS."""

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request

CONFIG = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 8192; }}
http {{
    access_log off;
    sendfile on;
    keepalive_requests 100000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    open_file_cache max=100;
    server {{ listen 127.0.0.1:{port} backlog=4096; root {folder}/www; }}
    {tls}
}}
"""

TLS = """server {{
        listen 127.0.0.1:{port} ssl backlog=4096;
        root {folder}/www;
        ssl_certificate {certificate};
        ssl_certificate_key {key};
    }}"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Nginx:
    """Serves the files of `self.www`; ended by its own process id. With a certificate also over TLS."""

    def __init__(self, folder, certificate=None):
        self.folder = os.path.join(folder, f"nginx-{free_port()}")
        self.www = os.path.join(self.folder, "www")
        os.makedirs(self.www)
        self.certificate = certificate
        self.port, tls_port = free_port(), free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.tls_base = f"https://127.0.0.1:{tls_port}"
        self.tls = certificate and TLS.format(folder=self.folder, port=tls_port, certificate=certificate.certificate,
                                              key=certificate.key)

    def add(self, name, size):
        """A file of that many bytes that do not compress."""
        block = os.urandom(min(size, 1 << 20))
        with open(os.path.join(self.www, name), "wb") as target:
            for at in range(0, size, len(block)):
                target.write(block[:size - at])
        return self

    def __enter__(self):
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        config = os.path.join(self.folder, "nginx.conf")
        with open(config, "w") as target:
            user = "user root;" if os.geteuid() == 0 else ""  # else its worker may not read our folder
            target.write(CONFIG.format(user=user, folder=self.folder, port=self.port, tls=self.tls or ""))
        self.process = subprocess.Popen([program, "-c", config, "-p", self.folder], stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                urllib.request.urlopen(self.base, timeout=1)
            except urllib.error.HTTPError:
                return self  # it answers: a folder without an index is forbidden
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.05)
        self.process.kill()
        self.process.wait()
        with open(os.path.join(self.folder, "error.log"), errors="replace") as log:
            raise RuntimeError("nginx did not start: " + log.read()[-300:].strip())

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder)
