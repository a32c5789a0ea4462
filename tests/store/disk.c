/* A disk at our mercy. Loaded before the C library, it sees what this process changes in files under the folder $DISK:
   it lets any one change fail, or that and all after it, and it writes down what was changed and when it was flushed.
   Nothing is in fact flushed, for that takes long. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long left = -1, seen; /* changes until one fails (-1: none does), and all so far */
static int number, lasting;  /* what it fails with, and whether all after it fail, too */
static int notes = -1;       /* where changes are written down */

void disk_fail(long after, int error, int for_good) { left = after, number = error, lasting = for_good, seen = 0; }
long disk_seen(void) { return seen; }
void disk_note(int descriptor) { notes = descriptor; }
void disk_mark(long mark) { dprintf(notes, "mark %ld 0 -\n", mark); }

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static const char *ours(const char *path) {
    const char *folder = getenv("DISK");
    return folder && !strncmp(path, folder, strlen(folder)) ? path : NULL;
}

/* The path of a file that is ours, or NULL. */
static const char *path_of(int descriptor) {
    static char path[4096];
    char link[64];
    int error = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    errno = error;
    path[length < 0 ? 0 : length] = 0;
    return ours(path);
}

static int fails(void) {
    seen++;
    if (left < 0 || left-- > 0) return 0;
    left = lasting ? 0 : -1;
    errno = number;
    return 1;
}

static void note(const char *what, long at, long size, const char *path, const void *data) {
    if (notes < 0) return;
    dprintf(notes, "%s %ld %ld %s\n", what, at, size, path);
    if (data && REAL(write)(notes, data, size) != size) abort();
}

/* One change of a file, carried out by `call`. */
#define CHANGE(what, at, size, data, call)                    \
    const char *path = path_of(descriptor);                   \
    if (path && fails()) return -1;                           \
    __typeof__(call) done = call;                             \
    if (path && done >= 0) note(what, at, size, path, data);  \
    return done

ssize_t pwrite(int descriptor, const void *data, size_t size, off_t at) {
    CHANGE("write", at, done, data, REAL(pwrite)(descriptor, data, size, at));
}
ssize_t pwrite64(int descriptor, const void *data, size_t size, off64_t at) {
    CHANGE("write", at, done, data, REAL(pwrite64)(descriptor, data, size, at));
}
ssize_t write(int descriptor, const void *data, size_t size) {
    CHANGE("append", 0, 0, NULL, REAL(write)(descriptor, data, size));
}
int ftruncate(int descriptor, off_t size) { CHANGE("cut", size, 0, NULL, REAL(ftruncate)(descriptor, size)); }
int ftruncate64(int descriptor, off64_t size) { CHANGE("cut", size, 0, NULL, REAL(ftruncate64)(descriptor, size)); }
int fsync(int descriptor) { CHANGE("flush", 0, 0, NULL, path ? 0 : REAL(fsync)(descriptor)); }
int fdatasync(int descriptor) { CHANGE("flush", 0, 0, NULL, path ? 0 : REAL(fdatasync)(descriptor)); }
int unlink(const char *path) {
    int done = REAL(unlink)(path);
    if (!done && ours(path)) note("remove", 0, 0, path, NULL);
    return done;
}
