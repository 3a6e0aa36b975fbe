// The native half of lab.NativeCall: a storage library with one bug of each kind.
#include <jni.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

JNIEXPORT void JNICALL Java_lab_NativeCall_nullDereference(JNIEnv *env, jclass type) {
    volatile int *segment = NULL;
    *segment = 42;
}

// assert(), or a C++ exception that nobody catches, ends like this: SIGABRT, which HotSpot does not handle.
JNIEXPORT void JNICALL Java_lab_NativeCall_abortInside(JNIEnv *env, jclass type) { abort(); }

JNIEXPORT void JNICALL Java_lab_NativeCall_doubleFree(JNIEnv *env, jclass type) {
    volatile char *block = malloc(5000);
    malloc(5000);
    free((void *)block);
    free((void *)block);
}

// Writes far past a Java array: nothing happens here, the collector finds the damage later.
JNIEXPORT void JNICALL Java_lab_NativeCall_smashJavaHeap(JNIEnv *env, jclass type, jbyteArray array) {
    char *bytes = (*env)->GetPrimitiveArrayCritical(env, array, NULL);
    memset(bytes, 0x41, 1 << 20);
    (*env)->ReleasePrimitiveArrayCritical(env, array, bytes, 0);
}

JNIEXPORT jint JNICALL Java_lab_NativeCall_overflowStack(JNIEnv *env, jclass type, jint depth) {
    volatile char frame[4096];
    frame[depth % 4096] = (char)depth;
    return Java_lab_NativeCall_overflowStack(env, type, depth + 1) + frame[0];
}

JNIEXPORT jint JNICALL Java_lab_NativeCall_divideByZero(JNIEnv *env, jclass type, jint divisor) { return 42 / divisor; }

// Every second page of one region made read-only: each is a mapping of its own, and no file is involved.
JNIEXPORT jint JNICALL Java_lab_NativeCall_splitMappings(JNIEnv *env, jclass type, jint most) {
    const size_t page = 4096, pages = 80000;
    char *region = mmap(NULL, pages * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    int splits = 0;
    for (size_t i = 0; i < pages && splits < most; i += 2, splits++)
        if (mprotect(region + i * page, page, PROT_READ) != 0) break;
    return splits;
}
