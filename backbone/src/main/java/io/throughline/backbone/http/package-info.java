/** How one service of ours reads from another over HTTP. */
@NullMarked
package io.throughline.backbone.http;

import org.jspecify.annotations.NullMarked;
