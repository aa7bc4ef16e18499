/** The wire: AMQP 1.0 connections, links, tokens and management requests, served by one thread. */
@NullMarked
package io.throughline.emulator.amqp;

import org.jspecify.annotations.NullMarked;
