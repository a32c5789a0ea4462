/* A disk without memory shared between programs: files under the folder $DISK cannot be mapped so. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static int refuses(int flags, int descriptor) {
    char link[64], path[4096];
    const char *folder = getenv("DISK");
    if (!folder || descriptor < 0 || (flags & MAP_PRIVATE)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return !strncmp(path, folder, strlen(folder));
}

#define MAP(name, offset)                                                                                          \
    void *name(void *at, size_t length, int protection, int flags, int descriptor, offset from) {                  \
        if (refuses(flags, descriptor)) return errno = ENODEV, MAP_FAILED;                                         \
        return ((__typeof__(&name))dlsym(RTLD_NEXT, #name))(at, length, protection, flags, descriptor, from);      \
    }

MAP(mmap, off_t)
MAP(mmap64, off64_t)
