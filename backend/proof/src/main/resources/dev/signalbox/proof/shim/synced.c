/*
 * Notes how much of each append-only file is on disk. Loaded into redis-server by LD_PRELOAD: after each fsync or
 * fdatasync of a file *.aof the size that it had before the call stands in $PROVE_SYNCED/<name>.synced.
 *
 * The note is 21 bytes by one pwrite at offset 0. A note that is truncated first and written then is empty when the
 * process is killed between the two, and the whole file would be taken for lost.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

/* The side file's name for the AOF behind fd; 0 when it is none. */
static int note_of(int fd, char *note, size_t room) {
    const char *folder = getenv("PROVE_SYNCED");
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (folder == NULL || length < 4 || strncmp(path + length - 4, ".aof", 4) != 0) return 0;
    path[length] = 0;
    return snprintf(note, room, "%s%s.synced", folder, strrchr(path, '/')) < (int) room;
}

static int synced(int fd, const char *name) {
    char note[PATH_MAX], text[32];
    struct stat before;
    int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, name);
    if (fstat(fd, &before) != 0 || !note_of(fd, note, sizeof note)) return real(fd);
    pthread_mutex_lock(&one_at_a_time);
    int result = real(fd);
    if (result == 0) {
        int out = open(note, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        int size = snprintf(text, sizeof text, "%020lld\n", (long long) before.st_size);
        if (out < 0 || pwrite(out, text, size, 0) != size) abort();
        close(out);
    }
    pthread_mutex_unlock(&one_at_a_time);
    return result;
}

int fsync(int fd) { return synced(fd, "fsync"); }

int fdatasync(int fd) { return synced(fd, "fdatasync"); }

/* Says that it was loaded, which a statically linked program never does. */
__attribute__((constructor)) static void loaded(void) {
    const char *mark = getenv("PROVE_SYNCED_MARK");
    if (mark != NULL) close(open(mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
}
