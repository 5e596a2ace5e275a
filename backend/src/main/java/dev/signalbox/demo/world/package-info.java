/**
 * The demo world on loopback: a shop, its services, a clinic and a chat that sometimes fail, the traffic that they send to the
 * hub, and a ledger of their own that tells what the hub made of it.
 */
@NullMarked
package dev.signalbox.demo.world;

import org.jspecify.annotations.NullMarked;
