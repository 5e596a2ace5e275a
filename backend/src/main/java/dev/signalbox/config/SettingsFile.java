package dev.signalbox.config;

import dev.signalbox.words.Nearest;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The YAML file of settings. Keys may be nested or dotted; every value remembers its line. */
final class SettingsFile {

    private final Path file;
    private final Path base;
    private final Map<Setting, Given> given = new EnumMap<>(Setting.class);

    private SettingsFile(Path file) {
        this.file = file;
        Path folder = file.toAbsolutePath().getParent();
        this.base = folder == null ? file.toAbsolutePath() : folder;
    }

    static Map<Setting, Given> read(Path file) {
        SettingsFile read = new SettingsFile(file);
        try (Reader text = Files.newBufferedReader(file)) {
            Node root = new Yaml(new LoaderOptions()).compose(text);
            if (root != null) {
                read.walk("", root);
            }
        } catch (IOException e) {
            throw StartRefused.configuration(
                    "the file " + file + " of --config cannot be read: is it there, and may this user read it?");
        } catch (YAMLException e) {
            throw StartRefused.configuration("the file " + file + " is no YAML: "
                    + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
        return read.given;
    }

    private void walk(String prefix, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw StartRefused.configuration(file + at(node)
                    + " must hold settings as \"key: value\", such as admin.port: " + Setting.ADMIN_PORT.standard());
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            enter(prefix.isEmpty() ? name : prefix + '.' + name, tuple);
        }
    }

    private void enter(String key, NodeTuple tuple) {
        Node value = tuple.getValueNode();
        Setting setting = Setting.ofKey(key).orElse(null);
        if (setting != null) {
            Given entry = new Given(setting, texts(setting, value), file + at(value), ExitCode.CONFIGURATION, base);
            refuseLiteralSecret(entry);
            if (given.put(setting, entry) != null) {
                throw StartRefused.configuration(
                        file + at(value) + " gives " + key + " a second time: keep one of the two");
            }
        } else if (value instanceof MappingNode && Setting.keys().stream().anyMatch(k -> k.startsWith(key + '.'))) {
            walk(key, value);
        } else {
            throw StartRefused.configuration(file + at(tuple.getKeyNode()) + " has an unknown key " + key
                    + Nearest.to(key, Setting.keys())
                            .map(near -> " - did you mean " + near + "?")
                            .orElse(": ./signalbox config lists them"));
        }
    }

    private List<String> texts(Setting setting, Node value) {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue().isEmpty() ? List.of() : List.of(scalar.getValue());
        }
        if (value instanceof SequenceNode sequence && setting.repeatable()) {
            return sequence.getValue().stream()
                    .flatMap(element -> texts(setting, element).stream())
                    .toList();
        }
        throw StartRefused.configuration(file + at(value) + " must give " + setting.key()
                + (setting.repeatable() ? " one value or a list of values" : " one value"));
    }

    private static void refuseLiteralSecret(Given entry) {
        if (Given.hasPassword(entry.text())) {
            throw StartRefused.configuration(entry.origin() + " has a password in "
                    + entry.setting().key() + ": write env:NAME or file:/path instead, and keep the secret there");
        }
    }

    private static String at(Node node) {
        return " line " + (node.getStartMark().getLine() + 1);
    }
}
