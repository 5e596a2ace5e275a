package dev.signalbox.rulebook;

import java.util.Collection;

/** Leaves blocks of a text out, so that all other positions stay what they are. */
final class Blank {

    private Blank() {}

    static String out(String text, Collection<Block> blocks) {
        StringBuilder rest = new StringBuilder(text);
        for (Block block : blocks) {
            for (int i = block.from(); i < Math.min(block.to(), rest.length()); i++) {
                if (rest.charAt(i) != '\n') {
                    rest.setCharAt(i, ' ');
                }
            }
        }
        return rest.toString();
    }
}
