/*
 * Makes a disk slow. Loaded into redis-server by LD_PRELOAD: each fsync and fdatasync of a file *.aof takes
 * $PROVE_SLOW_SYNC microseconds longer than the disk needs.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int is_append_only(int fd) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path);
    return length >= 4 && memcmp(path + length - 4, ".aof", 4) == 0;
}

static int slowly(int fd, const char *name) {
    const char *micros = getenv("PROVE_SLOW_SYNC");
    int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, name);
    if (micros != NULL && is_append_only(fd)) {
        long all = atol(micros);
        struct timespec rest = {all / 1000000, all % 1000000 * 1000};
        while (nanosleep(&rest, &rest) != 0 && errno == EINTR) continue;
    }
    return real(fd);
}

int fsync(int fd) { return slowly(fd, "fsync"); }

int fdatasync(int fd) { return slowly(fd, "fdatasync"); }
