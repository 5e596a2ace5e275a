package dev.signalbox.admin;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The versions that the text of a process has had; one that was active stays readable for ever. */
public interface ProcessVersions {

    /** The newest first; nothing when there never was such a process. */
    Future<Optional<All>> of(String definition);

    /** The text of one. */
    Future<Optional<String>> text(String definition, int version);

    /**
     * @param counted instances that were looked at
     * @param complete whether these are all; if not, there are more that live on some version
     */
    record All(List<One> items, int counted, boolean complete) {}

    /**
     * @param active whether new instances begin with it
     * @param instances that live on it: what has not ended, or has failed and can be put back
     */
    record One(int version, boolean active, int instances) {}
}
