/** What travels over topic {@code commands}: wishes of operators and of ingest, obeyed by the integrations. */
@NullMarked
package io.throughline.events.command;

import org.jspecify.annotations.NullMarked;
