/**
 * Starts the local services for a Spring Boot application under the profile {@code local}, without its knowledge.
 *
 * <p>The application only has to have this module on its class path, and to read its addresses from the properties that
 * {@link org.jiebang.local.spring.LocalServicesEnvironmentPostProcessor} names.
 */
@NullMarked
package org.jiebang.local.spring;

import org.jspecify.annotations.NullMarked;
