package dev.signalbox.flow.archive;

import dev.signalbox.flow.journal.Identity;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the archive across its segments. It waits for the disk: not for an event loop. For any thread. */
final class Shelf {

    /** So many blocks stay in memory, of those that are not large. */
    private static final int CACHED = 16;

    private static final int LARGE = 1024 * 1024;

    private final Folder folder;
    private final Map<Key, List<Kept>> cache = new LinkedHashMap<>(CACHED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, List<Kept>> eldest) {
            return size() > CACHED;
        }
    };

    private record Key(Path file, int block) {}

    Shelf(Folder folder) {
        this.folder = folder;
    }

    /** Entries after a position, oldest first, at most so many. */
    List<Kept> after(int partition, long position, int most) throws IOException {
        List<Kept> found = new ArrayList<>();
        long next = position + 1;
        Optional<Segment> segment = folder.from(partition, next);
        while (found.size() < most && segment.isPresent()) {
            long from = Math.max(next, segment.get().first());
            for (Kept kept : block(segment.get(), from)) {
                if (kept.entry().position() >= from && found.size() < most) {
                    found.add(kept);
                    next = kept.entry().position() + 1;
                }
            }
            segment = folder.from(partition, next);
        }
        return found;
    }

    /** Entries before a position, the newest first, at most so many. */
    List<Kept> before(int partition, long position, int most) throws IOException {
        List<Kept> found = new ArrayList<>();
        long next = position - 1;
        Optional<Segment> segment = folder.upTo(partition, next);
        while (found.size() < most && segment.isPresent()) {
            long from = Math.min(next, segment.get().last());
            List<Kept> block = block(segment.get(), from);
            for (int i = block.size() - 1; i >= 0 && found.size() < most; i--) {
                if (block.get(i).entry().position() <= from) {
                    found.add(block.get(i));
                    next = block.get(i).entry().position() - 1;
                }
            }
            segment = folder.upTo(partition, next);
        }
        return found;
    }

    Optional<Kept> at(int partition, long position) throws IOException {
        Optional<Segment> segment = folder.at(partition, position);
        return segment.isEmpty()
                ? Optional.empty()
                : block(segment.get(), position).stream()
                        .filter(kept -> kept.entry().position() == position)
                        .findFirst();
    }

    /** The events with an id, of whichever source, in all partitions. */
    List<Kept> find(String id) throws IOException {
        long hash = Identity.hash(id);
        List<Kept> found = new ArrayList<>();
        for (Segment segment : folder.all()) {
            for (long position : positions(segment, hash)) {
                at(segment.partition(), position)
                        .filter(kept ->
                                kept.entry().offer().envelope().id().id().equals(id))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static List<Long> positions(Segment segment, long hash) throws IOException {
        try (SegmentReader reader = SegmentReader.open(segment.file())) {
            return reader.positions(hash);
        } catch (NoSuchFileException e) {
            return List.of(); // it was old, or a larger one has its entries by now
        }
    }

    /** The block of a segment that has a position; empty when the segment is gone, and the folder knows by now. */
    private List<Kept> block(Segment segment, long position) throws IOException {
        try (SegmentReader reader = SegmentReader.open(segment.file())) {
            int number = reader.footer().block(position);
            Key key = new Key(segment.file(), number);
            List<Kept> block = cached(key).orElse(List.of());
            if (block.isEmpty()) {
                block = reader.block(number);
                cache(key, block, reader.footer().blocks().get(number).size());
            }
            if (block.stream().noneMatch(kept -> kept.entry().position() == position)) {
                throw new Damaged(segment.file(), "position " + position + " is not where it should be");
            }
            return block;
        } catch (NoSuchFileException e) {
            folder.look(segment.partition());
            return List.of();
        }
    }

    private Optional<List<Kept>> cached(Key key) {
        synchronized (cache) {
            return Optional.ofNullable(cache.get(key));
        }
    }

    private void cache(Key key, List<Kept> block, int size) {
        if (size <= LARGE) {
            synchronized (cache) {
                cache.put(key, block);
            }
        }
    }
}
