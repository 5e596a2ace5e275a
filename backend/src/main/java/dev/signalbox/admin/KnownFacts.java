package dev.signalbox.admin;

import dev.signalbox.facts.FactType;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What events look like, as far as those tell that were recorded. */
public interface KnownFacts {

    Future<View> list();

    Future<Optional<Sheet>> find(String type);

    /** @param looked events that were looked at */
    record View(List<FactType> types, long looked) {}

    /** @param hiding what each of its sources hid when its examples were taken */
    record Sheet(FactType type, java.util.Map<String, List<String>> hiding) {}
}
