package dev.signalbox.flow.ingest;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Sees the bytes of a connection before the HTTP parser does. It tells when a request begins, and it makes a folded
 * header unreadable: the parser would unfold it, and another one on the way may not have.
 */
final class HeadWatch extends ChannelInboundHandlerAdapter {

    private static final int UNREADABLE = 0;

    private final Runnable begins;
    private boolean begun;
    private boolean headless;
    private int lines;
    private int column;

    HeadWatch(Runnable begins) {
        this.begins = begins;
    }

    /** What comes now is the head of another request. */
    void next() {
        begun = false;
        headless = false;
        lines = 0;
        column = 0;
    }

    /** The parser has the head: what comes now is none of ours. */
    void parsed() {
        headless = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!headless && message instanceof ByteBuf bytes) {
            if (!begun) {
                begun = true;
                begins.run();
            }
            look(bytes);
        }
        context.fireChannelRead(message);
    }

    private void look(ByteBuf bytes) {
        for (int i = bytes.readerIndex(); i < bytes.writerIndex() && !headless; i++) {
            byte each = bytes.getByte(i);
            if (each == '\n') {
                endLine();
            } else if (each != '\r') {
                if (column == 0 && lines > 0 && (each == ' ' || each == '\t')) {
                    bytes.setByte(i, UNREADABLE);
                }
                column++;
            }
        }
    }

    /** An empty line ends the head; those before it do not count. */
    private void endLine() {
        if (column > 0) {
            lines++;
        } else if (lines > 0) {
            headless = true;
        }
        column = 0;
    }
}
