package dev.signalbox.snippet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.snippet.Recipe.Header;
import dev.signalbox.snippet.Recipe.Made;
import dev.signalbox.snippet.Recipe.Sign;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as a sender with a preset makes it.
 *
 * @param type of the body
 * @param headers that tell what it is
 * @param proof the headers that show that it is genuine, where the source does not say which
 * @param sign null when nothing is signed, or in the way that the source says
 */
record Imitated(
        String type,
        String body,
        List<Header> headers,
        List<Header> proof,
        @Nullable Sign sign) {

    private static final String JSON = "application/json";
    private static final Header SECONDS = new Header("", "", Made.SECONDS);
    private static final Header ID = new Header("", "", Made.ID);

    /** Null when the source has no preset. */
    static @Nullable Imitated of(JsonNode source) {
        return switch (source.path("preset").asText()) {
            case "github" -> github();
            case "stripe" -> stripe();
            case "slack" -> slack();
            case "shopify" -> shopify();
            case "gitlab" -> gitlab();
            case "meta" -> meta();
            case "twilio" -> twilio(source.path("publicUrl").asText());
            case "sns" -> sns();
            case "standard-webhooks" -> standard(Body.of(source, false).toString());
            default -> null;
        };
    }

    /** The event with which GitHub greets a new webhook. */
    private static Imitated github() {
        String body = "{'zen':'Keep it logically awesome.','hook_id':1,"
                + "'repository':{'full_name':'octo/hello','html_url':'https://github.com/octo/hello'}}";
        return of(body, text("X-GitHub-Event", "ping"), new Header("X-GitHub-Delivery", "", Made.ID));
    }

    private static Imitated stripe() {
        String body = "{'id':'<id>','object':'event','type':'payment_intent.succeeded','data':{'object':"
                + "{'id':'pi_hello','object':'payment_intent','customer':'cus_world','amount':5000}}}";
        Header signature = new Header("", ",v1=", Made.SIGNATURE);
        return of(body).proved(
                        signed(SECONDS, text("", ".")), new Header("Stripe-Signature", "t=", Made.SECONDS, signature));
    }

    private static Imitated slack() {
        String body = "{'type':'event_callback','team_id':'T0HELLO','event_id':'<id>','event':"
                + "{'type':'message','channel':'C0WORLD','user':'U0HELLO','text':'Hello, world!'}}";
        return of(body).proved(
                        signed(text("", "v0:"), SECONDS, text("", ":")),
                        new Header("X-Slack-Request-Timestamp", "", Made.SECONDS),
                        new Header("X-Slack-Signature", "v0=", Made.SIGNATURE));
    }

    private static Imitated shopify() {
        return of(
                "{'id':820982911946154508,'email':'world@example.com','total_price':'50.00'}",
                text("X-Shopify-Topic", "orders/create"),
                text("X-Shopify-Shop-Domain", "hello.myshopify.com"),
                new Header("X-Shopify-Event-Id", "", Made.ID));
    }

    private static Imitated gitlab() {
        String body =
                "{'object_kind':'push','ref':'refs/heads/main','checkout_sha':'da1560886d4f094c3e6c9ef40349f7d38b5d27d7',"
                        + "'project':{'path_with_namespace':'octo/hello'},"
                        + "'repository':{'homepage':'https://gitlab.com/octo/hello'}}";
        return of(body, text("X-Gitlab-Event", "Push Hook"), new Header("X-Gitlab-Event-UUID", "", Made.ID))
                .proved(null, new Header("X-Gitlab-Token", "", Made.SECRET));
    }

    private static Imitated meta() {
        return of("{'object':'page','entry':[{'id':'1067','changes':[{'field':'feed','value':{'post_id':'<id>'}}]}]}");
    }

    /** Nobody but SNS can sign for it: this is for the hub's own sample. */
    private static Imitated sns() {
        return of("{'Type':'Notification','MessageId':'<id>','TopicArn':'arn:aws:sns:us-east-1:123456789012:hello',"
                + "'Subject':'world','Message':'Hello'}");
    }

    private static Imitated twilio(String address) {
        List<@Nullable Header> signed = new ArrayList<>();
        signed.add(text("", address + "BodyHelloMessageSid"));
        signed.add(ID);
        signed.add(text("", "MessageStatusdelivered"));
        String form = "MessageSid=" + Recipe.ID + "&MessageStatus=delivered&Body=Hello";
        return new Imitated("application/x-www-form-urlencoded", form, List.of(), List.of(), null)
                .proved(new Sign(signed, true, false, true), new Header("X-Twilio-Signature", "", Made.SIGNATURE));
    }

    private static Imitated standard(String body) {
        List<@Nullable Header> signed = new ArrayList<>(Arrays.asList(ID, text("", "."), SECONDS, text("", "."), null));
        return new Imitated(JSON, body, List.of(new Header("webhook-id", "", Made.ID)), List.of(), null)
                .proved(
                        new Sign(signed, true, true, false),
                        new Header("webhook-timestamp", "", Made.SECONDS),
                        new Header("webhook-signature", "v1,", Made.SIGNATURE));
    }

    private static Imitated of(String body, Header... headers) {
        return new Imitated(JSON, body.replace('\'', '"'), List.of(headers), List.of(), null);
    }

    private Imitated proved(@Nullable Sign how, Header... shown) {
        return new Imitated(type, body, headers, List.of(shown), how);
    }

    /** HMAC-SHA256 in hex over these pieces and the body. */
    private static Sign signed(Header... before) {
        List<@Nullable Header> pieces = new ArrayList<>(Arrays.asList(before));
        pieces.add(null);
        return new Sign(pieces, false, false, false);
    }

    private static Header text(String name, String text) {
        return new Header(name, text, Made.TEXT);
    }
}
