package dev.signalbox.flow.connection;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;

/** Why RabbitMQ cannot be used: in the broker's own words, where it said some. */
public final class RabbitCauses {

    private RabbitCauses() {}

    public static String text(Throwable fault) {
        Throwable each = fault;
        while (each.getCause() != null && !(each instanceof ShutdownSignalException)) {
            each = each.getCause();
        }
        Method reason = each instanceof ShutdownSignalException signal ? signal.getReason() : null;
        if (reason instanceof AMQP.Channel.Close close) {
            return close.getReplyText();
        }
        return reason instanceof AMQP.Connection.Close close ? close.getReplyText() : Causes.text(fault);
    }
}
