/**
 * A real PostgreSQL and a real Elasticsearch as child processes of the application, for a laptop and for tests.
 *
 * <p>{@link org.jiebang.local.LocalServices} is the door. Data stays in one directory between runs; one process at a time
 * holds it; the services end with the application, also after {@code kill -9}. Nothing here is meant for production.
 */
@NullMarked
package org.jiebang.local;

import org.jspecify.annotations.NullMarked;
