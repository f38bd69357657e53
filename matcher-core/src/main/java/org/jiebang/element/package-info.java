/**
 * What a technical need or an offer is made of: material, process, performance, product, application, each with its place in the text and,
 * where it is measured, its bounds. Pure functions, safe from any thread.
 */
@NullMarked
package org.jiebang.element;

import org.jspecify.annotations.NullMarked;
