package org.jiebang.team;

import com.google.ortools.Loader;

/** The native solver library, about 160 MB once loaded: not before somebody solves. */
final class OrTools {
    private OrTools() {}

    /** Loads the library on the first call; later calls return at once. Safe from any thread. */
    static void load() {
        Loaded.library();
    }

    private static final class Loaded {
        static {
            Loader.loadNativeLibraries();
        }

        static void library() {}
    }
}
