package io.armature.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** The page for people, and what it shows. */
public final class ConsolePage {

    private final Map<String, Supplier<?>> parts;

    /**
     * Creates the page.
     *
     * @param parts what is shown, by its name; a part may be missing
     */
    public ConsolePage(Map<String, Supplier<?>> parts) {
        this.parts = new LinkedHashMap<>(parts);
    }

    /**
     * Returns the page. It asks the address below its own, {@code data}, for what it shows.
     *
     * @return one file without references to others
     */
    public Resource page() {
        return new ClassPathResource("io/armature/actuate/console.html", ConsolePage.class.getClassLoader());
    }

    /**
     * Returns what the page shows.
     *
     * @return each part by its name
     */
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        parts.forEach((name, part) -> data.put(name, part.get()));
        return data;
    }
}
