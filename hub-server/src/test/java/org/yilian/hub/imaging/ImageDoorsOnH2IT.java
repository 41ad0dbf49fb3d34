package org.yilian.hub.imaging;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:imagedoors;DB_CLOSE_DELAY=-1")
class ImageDoorsOnH2IT extends ImageDoors {}
