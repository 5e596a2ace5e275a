package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.connection.Fields;
import dev.signalbox.schedule.Cron;
import dev.signalbox.schedule.Every;

/** Writes the fields that only a kind of source has; read again by {@link InletText}. */
final class InletShape {

    private InletShape() {}

    static void write(ObjectNode text, Inlet inlet) {
        if (inlet instanceof Inlet.RedisStream stream) {
            if (stream.url() != null) {
                text.put("url", stream.url());
            }
            text.put("stream", stream.stream()).put("group", stream.group());
        } else if (inlet instanceof Inlet.Kafka kafka) {
            kafka.broker().write(text);
            if (kafka.broker().user() != null) {
                text.put("mechanism", Fields.word(kafka.mechanism()));
            }
            kafka.topics().forEach(text.putArray("topics")::add);
            text.put("group", kafka.group()).put("start", Fields.word(kafka.start()));
        } else if (inlet instanceof Inlet.Rabbit rabbit) {
            rabbit.broker().write(text);
            text.put("vhost", rabbit.vhost()).put("queue", rabbit.queue());
            text.put("declare", rabbit.declare()).put("prefetch", rabbit.prefetch());
        } else if (inlet instanceof Inlet.Sqs sqs) {
            sqs.queue().write(text);
            text.put("receivers", sqs.receivers()).put("visibility", sqs.visibility());
            if (sqs.unwrap() != null) {
                text.put("unwrap", Fields.word(sqs.unwrap()));
            }
        } else if (inlet instanceof Inlet.Schedule schedule) {
            schedule(text, schedule);
        }
    }

    private static void schedule(ObjectNode text, Inlet.Schedule schedule) {
        if (schedule.rhythm() instanceof Cron cron) {
            text.put("cron", cron.written()).put("zone", cron.zone().getId());
        } else if (schedule.rhythm() instanceof Every every) {
            text.put("every", every.written());
        }
        text.put("catchUp", Fields.word(schedule.catchUp()));
        if (schedule.type() != null) {
            text.put("type", schedule.type());
        }
        if (schedule.subject() != null) {
            text.put("subject", schedule.subject());
        }
        if (schedule.data() != null) {
            text.set("data", schedule.data().deepCopy());
        }
    }
}
