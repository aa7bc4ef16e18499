/** Pages for people and the API behind them. */
@NullMarked
package io.throughline.dashboard.web;

import org.jspecify.annotations.NullMarked;
