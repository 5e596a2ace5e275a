package dev.signalbox.flow.sink;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What became of a message. */
public sealed interface Sent {

    /** @param where it is now, as its receiver counts */
    record Arrived(ObjectNode where) implements Sent {}

    /**
     * It did not arrive, or nobody knows.
     *
     * @param kind of the error as the workflow language names it: communication, timeout or configuration
     * @param status as of HTTP
     * @param title one line, without data
     * @param detail what was wanted, what came, and what to do
     */
    record Failed(String kind, int status, String title, String detail) implements Sent {}

    static Arrived at(Message message) {
        ObjectNode where = JsonNodeFactory.instance.objectNode().put("sink", message.sink());
        return new Arrived(message.to() == null ? where : where.put("to", message.to()));
    }

    static Failed communication(int status, Message message, String title, String detail) {
        return new Failed("communication", status, title, place(message) + detail);
    }

    static Failed configuration(Message message, String title, String detail) {
        return new Failed("configuration", 400, title, place(message) + detail);
    }

    private static String place(Message message) {
        String to = message.to() == null ? "" : ", to " + message.to();
        return "sink " + message.sink() + to + ": ";
    }
}
