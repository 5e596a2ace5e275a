package dev.signalbox.flow.ingest;

import java.util.List;

/** The report of a reader with several threads: it is well again when what began after the last trouble went well. */
final class SharedReport {

    private final Report report;
    private int troubles;

    SharedReport(Report report) {
        this.report = report;
    }

    /** What {@link #well} wants to know of the beginning. */
    synchronized int begin() {
        return troubles;
    }

    synchronized void well(int begun) {
        if (begun == troubles) {
            report.well();
        }
    }

    synchronized int trouble(String cause) {
        troubles++;
        return report.trouble(cause);
    }

    synchronized int settled(List<Fetched> messages, List<Ack> acks) {
        return report.settled(messages, acks);
    }

    void error(String cause) {
        report.error(cause);
    }
}
