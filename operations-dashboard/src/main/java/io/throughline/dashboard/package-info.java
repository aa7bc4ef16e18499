/** Where every order is, and how every integration stands: for people. */
@NullMarked
package io.throughline.dashboard;

import org.jspecify.annotations.NullMarked;
