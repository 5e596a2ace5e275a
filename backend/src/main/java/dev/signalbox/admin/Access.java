package dev.signalbox.admin;

import dev.signalbox.security.LoginLinks;
import dev.signalbox.security.Sessions;
import dev.signalbox.security.Token;
import java.util.Optional;

/**
 * By what somebody may come in.
 *
 * @param metrics the token of {@code /metrics}; empty when it needs none
 */
public record Access(Token admin, Optional<Token> metrics, Sessions sessions, LoginLinks links) {}
