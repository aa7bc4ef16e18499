/** Tests. */
@NullMarked
package io.throughline.dashboard.web;

import org.jspecify.annotations.NullMarked;
