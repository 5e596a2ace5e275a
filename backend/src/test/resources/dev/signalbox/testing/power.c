/*
 * Notes what of the files under $POWER_FOLDER is on disk. Loaded into a JVM by LD_PRELOAD. After each fsync or fdatasync the
 * file $POWER_NOTES has a line more: "F <inode> <size before the call>" for a file; for a folder "D <path>" and after it
 * "E <name>" for each entry that it had before the call.
 */
#define _GNU_SOURCE
#include <dirent.h>
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

static int is_below(int fd, char *path, size_t room) {
    const char *folder = getenv("POWER_FOLDER");
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, room - 1);
    if (folder == NULL || length <= 0) return 0;
    path[length] = 0;
    return strncmp(path, folder, strlen(folder)) == 0;
}

static void list(FILE *text, const char *path) {
    DIR *entries = opendir(path);
    if (entries == NULL) abort();
    fprintf(text, "D %s\n", path);
    for (struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries))
        fprintf(text, "E %s\n", entry->d_name);
    closedir(entries);
}

/* One write, so that a note is there whole or not at all. */
static void note(const char *text, size_t size) {
    int out = open(getenv("POWER_NOTES"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (out < 0 || write(out, text, size) != (ssize_t) size) abort();
    close(out);
}

static int synced(int fd, const char *name) {
    int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, name);
    char path[PATH_MAX], *text = NULL;
    size_t size = 0;
    struct stat before;
    if (fstat(fd, &before) != 0 || !is_below(fd, path, sizeof path)) return real(fd);
    pthread_mutex_lock(&one_at_a_time);
    FILE *memory = open_memstream(&text, &size);
    if (S_ISDIR(before.st_mode)) list(memory, path);
    else fprintf(memory, "F %llu %lld\n", (unsigned long long) before.st_ino, (long long) before.st_size);
    fclose(memory);
    int result = real(fd);
    if (result == 0) note(text, size);
    free(text);
    pthread_mutex_unlock(&one_at_a_time);
    return result;
}

int fsync(int fd) { return synced(fd, "fsync"); }

int fdatasync(int fd) { return synced(fd, "fdatasync"); }
