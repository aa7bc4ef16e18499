/** What every module's tests need: a real PostgreSQL without Docker. Shared as this module's test jar. */
@NullMarked
package io.throughline.backbone.testing;

import org.jspecify.annotations.NullMarked;
