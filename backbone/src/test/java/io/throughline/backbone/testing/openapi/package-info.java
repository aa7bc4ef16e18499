/** The addresses of a module as an OpenAPI document, read from its controllers, and held against what it answers. */
@NullMarked
package io.throughline.backbone.testing.openapi;

import org.jspecify.annotations.NullMarked;
