/**
 * What an accounting adapter books: an order's charges and refunds in parts that come to the storefront's amounts
 * exactly, how each shop maps them, and everything at most once.
 */
@NullMarked
package io.throughline.runtime.books;

import org.jspecify.annotations.NullMarked;
