"""An nginx of the bench's own on a free loopback port."""

import os
import shutil
import socket
import subprocess
import time
import urllib.request

CONFIG = """
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
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Nginx:
    """Serves files of the given sizes; ended by its own process id."""

    def __init__(self, folder, files):
        self.folder = os.path.join(folder, "nginx")
        os.makedirs(os.path.join(self.folder, "www"))
        os.chmod(folder, 0o755)
        for name, size in files.items():
            with open(os.path.join(self.folder, "www", name), "wb") as target:
                target.write(os.urandom(size))
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.first = next(iter(files))

    def __enter__(self):
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        config = os.path.join(self.folder, "nginx.conf")
        with open(config, "w") as target:
            target.write(CONFIG.format(folder=self.folder, port=self.port))
        self.process = subprocess.Popen([program, "-c", config, "-p", self.folder])
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{self.base}/{self.first}", timeout=1).read()
                return self
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.05)
        raise RuntimeError("nginx did not start; its log: " + os.path.join(self.folder, "error.log"))

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
