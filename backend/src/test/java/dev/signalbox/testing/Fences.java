package dev.signalbox.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fenced blocks of a page in Markdown. */
public record Fences(String name, List<Block> blocks) {

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    /** A block and the language that it says it is in. */
    public record Block(String language, String text) {}

    public static Fences of(Path page) {
        try {
            return new Fences(
                    page.normalize().toString().replace("../", ""),
                    FENCE.matcher(Files.readString(page))
                            .results()
                            .map(found -> new Block(found.group(1), found.group(2)))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Stream<String> of(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .map(Block::text);
    }
}
