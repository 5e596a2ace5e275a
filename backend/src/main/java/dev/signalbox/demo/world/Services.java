package dev.signalbox.demo.world;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the services do when they are asked: each call has its effect on the books and an answer. */
final class Services {

    private static final double NEW = 0.15;
    private static final double GOLD = 0.9;
    /** How an effect begins that is about an order. */
    static final String ORDER = "order:";

    private static final Map<String, String> KINDS =
            Map.of("orders", ORDER, "fraud", "card:", "care", "result:", "github", "push:");

    private final Books books;
    private final Chance chance;
    private final Failures failures;
    private final Consumer<String> notified;

    /** @param notified gets the id of each lab result that a clinician was told about */
    Services(Books books, Chance chance, Failures failures, Consumer<String> notified) {
        this.books = books;
        this.chance = chance;
        this.failures = failures;
        this.notified = notified;
    }

    /**
     * A call of a service.
     *
     * @param path without the service, such as {@code /reservations/o-17}
     */
    record Call(String service, HttpMethod method, String path, JsonObject body) {

        /** The order it is about: at the end of the path, else in the body. */
        String order() {
            int slash = path.indexOf('/', 1);
            return slash > 0 ? path.substring(slash + 1) : body.getString("order", "");
        }

        boolean undoes() {
            return HttpMethod.DELETE.equals(method);
        }
    }

    record Answer(int status, JsonObject body) {

        static Answer ok() {
            return new Answer(200, new JsonObject().put("ok", true));
        }

        static Answer refused(int status, String reason) {
            return new Answer(status, new JsonObject().put("ok", false).put("reason", reason));
        }
    }

    /** What starts of these packs are about, as the beginning of an {@link #effect}. */
    static Set<String> kinds(Set<String> packs) {
        return packs.stream().map(KINDS::get).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** What the packs had to start for this call to come; null when nothing is expected of such calls. */
    static @Nullable String effect(Call call) {
        return switch (call.service() + call.path()) {
            case "stock/reservations" -> ORDER + call.order();
            case "payment/holds" -> "card:" + call.body().getString("card", "");
            case "clinic/notifications" -> "result:" + call.body().getString("result", "");
            case "hook" -> Git.pushIn(call.body().getString("text", ""));
            default -> null;
        };
    }

    Answer answer(Call call) {
        return switch (call.service()) {
            case "stock" -> stock(call);
            case "payment" -> payment(call);
            case "shipping" -> ship(call);
            case "shop" -> shop(call);
            case "clinic" -> clinic(call);
            case "customers" -> customer(call.path().substring(1));
            case "hook" -> Answer.ok();
            default -> Answer.refused(404, "there is no service " + call.service() + " in the demo world");
        };
    }

    private Answer stock(Call call) {
        if (call.undoes()) {
            books.release(call.order());
            return Answer.ok();
        }
        if (chance.draw("stock " + call.order()) < failures.outOfStock()) {
            return Answer.refused(409, "out of stock");
        }
        books.reserve(call.order(), pieces(call.body().getJsonArray("items", new JsonArray())));
        return Answer.ok();
    }

    /** How many pieces these items are. */
    static long pieces(JsonArray items) {
        return items.stream()
                .mapToLong(item -> item instanceof JsonObject one ? one.getLong("quantity", 1L) : 1)
                .sum();
    }

    private Answer payment(Call call) {
        if (call.path().startsWith("/holds")) {
            return Answer.ok();
        }
        if (call.undoes()) {
            books.refund(call.order());
            return Answer.ok();
        }
        if (chance.draw("payment " + call.order()) < failures.declined()) {
            return Answer.refused(402, "card declined");
        }
        books.charge(call.order(), cents(call.body().getValue("amount")));
        return Answer.ok();
    }

    private static long cents(@Nullable Object amount) {
        return amount == null
                ? 0
                : new BigDecimal(amount.toString()).movePointRight(2).longValue();
    }

    private Answer ship(Call call) {
        if (call.undoes()) {
            books.recall(call.order());
            return Answer.ok();
        }
        if (chance.draw("shipping " + call.order()) < failures.noRoute()) {
            return Answer.refused(409, "no carrier goes there");
        }
        books.ship(call.order());
        return Answer.ok();
    }

    private Answer shop(Call call) {
        if (call.path().startsWith("/confirmations")) {
            books.confirm(call.order());
        } else if (call.path().startsWith("/cancellations")) {
            books.cancel(call.order());
        }
        return Answer.ok();
    }

    /** Who a customer is does not change while the world lasts. */
    private Answer customer(String name) {
        double draw = chance.draw("customer " + name);
        int year = draw < NEW ? 2026 : 2025 - (int) (draw * 10);
        String tier = draw < NEW ? "new" : draw < GOLD ? "regular" : "gold";
        return new Answer(
                200, new JsonObject().put("customer", name).put("tier", tier).put("since", year));
    }

    private Answer clinic(Call call) {
        if (call.path().startsWith("/notifications")) {
            notified.accept(call.body().getString("result", ""));
        }
        return Answer.ok();
    }
}
