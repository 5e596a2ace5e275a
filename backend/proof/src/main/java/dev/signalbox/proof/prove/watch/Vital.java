package dev.signalbox.proof.prove.watch;

/**
 * How a hub was at a moment.
 *
 * @param residentKib memory of the process
 * @param files that it has open
 * @param fenced commits that it was refused since its start; -1 when it did not tell
 * @param redisKib memory of Redis; 0 when it did not tell
 */
public record Vital(long at, int hub, long pid, long residentKib, long files, long fenced, long redisKib) {

    public String line() {
        return at + " " + hub + ' ' + pid + ' ' + residentKib + ' ' + files + ' ' + fenced + ' ' + redisKib;
    }

    /** @throws IllegalArgumentException when it is no such line */
    public static Vital of(String line) {
        String[] w = line.split(" ", -1);
        return new Vital(
                Long.parseLong(w[0]),
                Integer.parseInt(w[1]),
                Long.parseLong(w[2]),
                Long.parseLong(w[3]),
                Long.parseLong(w[4]),
                Long.parseLong(w[5]),
                Long.parseLong(w[6]));
    }
}
