package dev.signalbox.send;

/**
 * What became of one delivery.
 *
 * @param status of the answer; 0 when there was none
 * @param text of the answer, or why there was none
 * @param retryAfter seconds that the hub asks to wait; 0 for nothing
 */
record Reply(int status, String text, int retryAfter) {

    /** Whether sending the same again may help. */
    boolean passes() {
        return status == 0 || status == 429 || status == 503;
    }
}
