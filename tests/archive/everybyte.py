"""Flips every byte of an archive, one after the other, in one copy of it.

usage: everybyte.py DOSSIER-VERIFY ARCHIVE TRUST [FROM [TO]]
Says each place whose change is called good, and how many were tried.
"""
import os
import shutil
import subprocess
import sys
import tempfile

verify, archive, trust = sys.argv[1:4]
size = os.path.getsize(archive)
first = int(sys.argv[4]) if len(sys.argv) > 4 else 0
last = min(size, int(sys.argv[5])) if len(sys.argv) > 5 else size
good = 0


def judged(path):
    done = subprocess.run([verify, path, '--trust', trust],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return (done.returncode == 4 and b'error[V' in done.stderr and
            not done.stdout.startswith(b'good') and
            b'\ngood' not in done.stdout)


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'x.asice')
    shutil.copyfile(archive, path)
    if judged(path):
        sys.exit('the archive itself is refused')
    fd = os.open(path, os.O_RDWR)
    for p in range(first, last):
        was = os.pread(fd, 1, p)
        os.pwrite(fd, bytes([was[0] ^ 1 << p % 8]), p)
        if not judged(path):
            good += 1
            print('byte %d: not refused as it should be' % p)
        os.pwrite(fd, was, p)
    if not judged(path):
        print('%d bytes of %d flipped, %d not refused' %
              (last - first, size, good))
sys.exit(good > 0)
