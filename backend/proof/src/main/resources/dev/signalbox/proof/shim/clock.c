/*
 * A wall clock that is wrong by as much as the first eight bytes of $PROVE_CLOCK say, in nanoseconds and in the order
 * of this machine. The monotonic clock stays as it is, as when somebody sets the time. The file is mapped, so that asking
 * for the time costs next to nothing.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const long long SECOND = 1000000000LL;
static const volatile long long *wrong_by;
static int (*real)(clockid_t, struct timespec *);

__attribute__((constructor)) static void loaded(void) {
    const char *file = getenv("PROVE_CLOCK");
    int fd = file == NULL ? -1 : open(file, O_RDONLY | O_CLOEXEC);
    real = (int (*)(clockid_t, struct timespec *)) dlsym(RTLD_NEXT, "clock_gettime");
    if (fd < 0) return;
    void *map = mmap(NULL, sizeof *wrong_by, PROT_READ, MAP_SHARED, fd, 0);
    if (map != MAP_FAILED) wrong_by = map;
    close(fd);
}

int clock_gettime(clockid_t id, struct timespec *now) {
    int code = real == NULL ? (int) syscall(SYS_clock_gettime, id, now) : real(id, now);
    if (code == 0 && wrong_by != NULL && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) {
        long long all = now->tv_sec * SECOND + now->tv_nsec + *wrong_by;
        now->tv_sec = all / SECOND;
        now->tv_nsec = all % SECOND;
    }
    return code;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    struct timespec fine;
    (void) zone;
    int code = clock_gettime(CLOCK_REALTIME, &fine);
    now->tv_sec = fine.tv_sec;
    now->tv_usec = fine.tv_nsec / 1000;
    return code;
}

time_t time(time_t *at) {
    struct timespec fine;
    clock_gettime(CLOCK_REALTIME, &fine);
    if (at != NULL) *at = fine.tv_sec;
    return fine.tv_sec;
}
