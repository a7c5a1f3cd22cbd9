// The camera of this device in a video element: the one that looks away from the person, where there is a choice.

// Why there is no image: `kind` is one of insecure, unsupported, refused, none, busy, failed.
export class CameraError extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

const KINDS = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "none",
  DevicesNotFoundError: "none",
  OverconstrainedError: "none",
  NotReadableError: "busy",
  TrackStartError: "busy",
  AbortError: "busy",
};

export class Camera {
  #video;
  #stream = null;
  #closed = false;
  #onLost;

  // `onLost` is called when the device takes the camera away.
  constructor(video, onLost) {
    this.#video = video;
    this.#onLost = onLost;
  }

  // Asks for the camera and shows its image; `deviceId` is that of another than the first. Rejects with a `CameraError`.
  async open(deviceId = null) {
    this.#stop();
    if (!navigator.mediaDevices?.getUserMedia) throw new CameraError(globalThis.isSecureContext ? "unsupported" : "insecure");
    const which = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: "environment" } };
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 } } });
    } catch (error) {
      throw new CameraError(KINDS[error?.name] ?? "failed");
    }
    this.#stream = stream;
    // The dialog may have been closed while the person was being asked.
    if (this.#closed) {
      this.#stop();
      return;
    }
    const [track] = stream.getVideoTracks();
    track.addEventListener("ended", () => this.#onLost());
    // A camera that looks at the person shows what a mirror would.
    this.#video.toggleAttribute("data-mirrored", track.getSettings().facingMode === "user");
    this.#video.srcObject = stream;
    try {
      await this.#video.play();
    } catch {
      if (!this.#closed) throw new CameraError("failed");
    }
  }

  // Whether there is a frame to read.
  get showing() {
    return this.#stream !== null && this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && this.#video.videoWidth > 0;
  }

  // The id of the camera after the present one; null where there is one only.
  async next() {
    const devices = await navigator.mediaDevices.enumerateDevices();
    const cameras = devices.filter(({ kind, deviceId }) => kind === "videoinput" && deviceId).map(({ deviceId }) => deviceId);
    if (cameras.length < 2) return null;
    const present = this.#stream?.getVideoTracks()[0]?.getSettings().deviceId;
    return cameras[(cameras.indexOf(present) + 1) % cameras.length];
  }

  // Lets the camera go, at once and for good.
  close() {
    this.#closed = true;
    this.#stop();
  }

  #stop() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.#video.srcObject = null;
  }
}
