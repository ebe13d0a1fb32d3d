"""A certificate for 127.0.0.1 that nobody trusts, and how every program of a comparison is made to trust it."""

import os
import shlex
import subprocess

from measure import Failure

SYSTEM_BUNDLE = "/etc/ssl/certs/ca-certificates.crt"


class Certificate:
    def __init__(self, folder):
        self.certificate = os.path.join(folder, "certificate.pem")
        self.key = os.path.join(folder, "key.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                        "-keyout", self.key, "-out", self.certificate], check=True, capture_output=True)

    def trusted_by(self, command):
        """The command with this certificate in the place of the system's bundle, seen by that process alone.

        libcurl as Debian builds it reads that file and no variable, and Sluice verifies always. A mount namespace
        changes nothing for anybody else; every program of the comparison is started in one, so that it costs them the
        same (a few milliseconds).
        """
        script = f"mount --bind {shlex.quote(self.certificate)} {SYSTEM_BUNDLE} && exec {shlex.join(command)}"
        return ["unshare", "--map-root-user", "--mount", "sh", "-c", script]

    def check(self):
        tried = subprocess.run(self.trusted_by(["true"]), capture_output=True, text=True, check=False)
        if tried.returncode != 0:
            raise Failure("the certificate cannot be made trusted for one process here: " + tried.stderr.strip()[-200:])
