package dev.signalbox.proof.prove.load;

/**
 * One event before it is sent.
 *
 * @param key the partition key
 * @param seq number of the event among those of its client
 */
record Letter(String id, String source, Kind kind, String key, int client, long seq) {

    String body() {
        return body("");
    }

    /** The same event with another body, as a careless sender sends it. */
    String otherBody() {
        return body("again");
    }

    private String body(String remark) {
        if (kind == Kind.TORN) {
            return "{\"type\":\"" + kind.type() + "\",\"id\":\"" + id + "\",";
        }
        return "{\"type\":\"" + kind.type() + "\",\"id\":\"" + id + "\",\"subject\":\"" + key + "\",\"to\":\""
                + Kind.target(id) + "\",\"number\":\"" + (kind == Kind.POISON ? "none" : Long.toString(seq))
                + "\",\"remark\":\"" + remark + "\"}";
    }
}
