package io.throughline.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignaturesTest {

    @TempDir
    Path folder;

    @Test
    void onlyWhatSignsIsTakenOut() throws IOException {
        Path signed =
                jar("signed.jar", "META-INF/MANIFEST.MF", "META-INF/MSFTSIG.SF", "META-INF/MSFTSIG.RSA", "A.class");
        Path plain = jar("plain.jar", "A.class");
        byte[] untouched = Files.readAllBytes(plain);
        Files.writeString(folder.resolve("notes.SF"), "no jar");

        Signatures.drop(folder);

        try (JarFile left = new JarFile(signed.toFile())) {
            assertThat(left.stream().map(ZipEntry::getName).filter(name -> !name.endsWith("/")))
                    .containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "A.class");
        }
        assertThat(plain).hasBinaryContent(untouched);
        assertThat(folder.resolve("notes.SF")).exists();
    }

    private Path jar(String name, String... entries) throws IOException {
        Path jar = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
            }
        }
        return jar;
    }
}
