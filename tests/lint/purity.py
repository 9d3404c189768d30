#!/usr/bin/env python3
"""The pure libraries call no clock, random source, file, socket, thread or environment.

    tests/lint/purity.py LIBRARY.a...

Reads the undefined symbols with nm. What a pure module needs of the world it is handed through
node/ports; inline code of a foreign header counts as the module's own, because it runs there.
"""
import re
import subprocess
import sys

# What the libraries may not call, by reason. C names are whole; C++ ones are mangled beginnings.
FORBIDDEN = {
    "a clock": r"clock_gettime|clock|gettimeofday|time|ftime|timespec_get|localtime(_r)?|mktime|timegm"
               r"|nanosleep|clock_nanosleep|u?sleep|_ZNSt6chrono3_V21[23](system|steady)_clock3nowEv",
    "a random source": r"getrandom|getentropy|s?rand(om)?|rand_r|[dlm]rand48|arc4random\w*"
                       r"|randombytes\w*|RAND_\w+|_ZNSt13random_device\w*",
    "a file": r"(open|fopen|freopen|creat|openat|stat|lstat|fstat|mkstemp)(64)?|p?(read|write)v?(64)?|fread"
              r"|fwrite|v?f?printf|v?dprintf|f?put[cs]|putchar|perror|syslog|mkdir|unlink|remove|rename|opendir|readdir(64)?"
              r"|mmap(64)?|_ZNSt10filesystem\w*|_ZNSt13?basic_[io]?fstream\w*|_ZNSt13basic_filebuf\w*"
              r"|_ZNSt14basic_[io]fstream\w*|_ZSt4c(out|err|log|in)|stdout|stderr|stdin",
    "a socket": r"socket|connect|bind|listen|accept4?|send(to|msg)?|recv(from|msg)?|getaddrinfo"
                r"|gethostbyname\w*|poll|select|epoll_\w+|zmq_\w+",
    "a thread": r"pthread_create|thrd_create|_ZNSt6thread15_M_start_thread\w*",
    "the environment": r"(secure_)?getenv|setenv|system|popen|fork|exec[lv]\w*|posix_spawnp?",
}
PATTERNS = {reason: re.compile(rf"(?:{names})\Z") for reason, names in FORBIDDEN.items()}


def undefined(library):
    """(object file, symbol) for each symbol that the library's objects want from elsewhere."""
    listing = subprocess.run(["nm", "-A", "-P", "-u", library], check=True, capture_output=True, text=True)
    for line in listing.stdout.splitlines():
        place, symbol = line.split(": ", 1)
        name = symbol.split()[0].split("@")[0]
        # Hardened builds call __fprintf_chk for fprintf.
        yield place, re.sub(r"\A__(\w+)_chk\Z", r"\1", name)


def main():
    if len(sys.argv) < 2:
        sys.exit("no library named: this test would check nothing")
    bad = 0
    for library in sys.argv[1:]:
        symbols = 0
        for place, symbol in undefined(library):
            symbols += 1
            for reason, pattern in PATTERNS.items():
                if pattern.match(symbol):
                    print(f"{place}: calls {reason}: {symbol}")
                    bad += 1
        if not symbols:
            print(f"{library}: nm found no symbol at all: this test would check nothing")
            bad += 1
    print(f"{len(sys.argv) - 1} libraries, {bad} impure calls")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
